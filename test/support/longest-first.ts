import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Begins with the storms, which take longest: begun last, they would be waited for alone. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isStorm = ({ moduleId }: TestSpecification) => moduleId.includes('/faults/storm-')
    const sorted = await super.sort(files)
    return [...sorted.filter(isStorm), ...sorted.filter((file) => !isStorm(file))]
  }
}
