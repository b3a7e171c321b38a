/** A list that is dealt to, and what it has so far. */
type Hand<Item> = { readonly next: () => Item | undefined; readonly dealt: Item[] }

/**
 * Deals `places` out evenly among lists that are read only as far as they get places: each that has something gets one
 * first, and who needs fewer leaves the rest to the others.
 * @param lists each gives its next item, undefined after the last
 * @returns what each of the lists may show, in its order
 */
export const dealPlaces = <Item>(
  lists: readonly (() => Item | undefined)[],
  places: number,
): readonly (readonly Item[])[] => {
  const hands = lists.map((next): Hand<Item> => ({ next, dealt: [] }))
  let hungry = hands
  let left = places
  for (let portion = 1; left > 0 && hungry.length > 0; portion = Math.max(1, Math.floor(left / hungry.length))) {
    hungry = hungry.filter(({ next, dealt }) => {
      for (let given = 0; given < portion && left > 0; given += 1) {
        const item = next()
        if (item === undefined) return false
        dealt.push(item)
        left -= 1
      }
      return true
    })
  }
  return hands.map(({ dealt }) => dealt)
}
