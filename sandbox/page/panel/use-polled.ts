import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Answer } from './control.ts'

export type Polled<Value> = {
  /** The newest answer; undefined before the first one. */
  readonly answer: Answer<Value> | undefined
  /** Asks again at once. */
  readonly refresh: () => void
}

/** Asks again and again while the panel is open, one question at a time; `load` has to stay the same function. */
export function usePolled<Value>(load: () => Promise<Answer<Value>>, everyMilliseconds: number): Polled<Value> {
  const [answer, setAnswer] = useState<Answer<Value> | undefined>(undefined)
  const [round, setRound] = useState(0)
  useEffect(() => {
    let isOver = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const next = async () => {
      const loaded = await load()
      if (isOver) return
      setAnswer(loaded)
      timer = setTimeout(next, everyMilliseconds)
    }
    void next()
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [load, everyMilliseconds, round])
  const refresh = useCallback(() => setRound((before) => before + 1), [])
  return { answer, refresh }
}
