/** A method as it is now, to be called on any object of its kind after another one has taken its place. */
export const methodOf = (owner: object, name: string): ((self: object, values: readonly unknown[]) => unknown) => {
  const found: unknown = Reflect.get(owner, name)
  if (typeof found !== 'function') throw new Error(`There is no method ${name}.`)
  return (self, values) => Reflect.apply(found, self, [...values])
}
