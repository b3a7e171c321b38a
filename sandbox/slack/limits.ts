/**
 * Every limit that the local Slack holds its apps to, in one table. Lengths are UTF-16 characters, times milliseconds.
 * Sources: Slack's Block Kit reference, "Rate limits", "Handling user interaction"; entries marked (u) are undocumented
 * but reported by apps in use.
 */
export const LIMITS = {
  text: { section: 3000, field: 2000, header: 150, mrkdwnInContext: 2000, alert: 3000, markdown: 12_000 },
  count: {
    fields: 10,
    contextElements: 10,
    actionsElements: 25,
    options: 100,
    optionGroups: 100,
    optionsInGroup: 100,
    externalOptions: 100, // (u) more than this in all is shown as "no result"
    radioOptions: 10,
    checkboxOptions: 10,
    overflowOptions: 5,
    tableRows: 100,
    tableCells: 20,
    tablesInMessage: 1,
    planTasks: 50,
    dataTableRows: 200,
    carouselCards: 10,
  },
  id: { block: 255, action: 255, callback: 255, externalId: 255 },
  label: 2000,
  hint: 2000,
  placeholder: 150,
  imageUrl: 3000,
  altText: 2000,
  imageTitle: 2000,
  button: { text: 75, value: 2000, url: 3000, accessibilityLabel: 75 },
  option: { text: 75, value: 150, description: 75, url: 3000, groupLabel: 75 },
  confirm: { title: 100, text: 300, button: 30 },
  input: { text: 3000 },
  taskCard: { id: 255, title: 256 },
  plan: { title: 256 },
  message: {
    blocks: 50,
    text: 40_000,
    /** All characters that stand in a message's blocks together. (u) */
    charactersInBlocks: 13_200,
    metadataBytes: 16_000,
  },
  modal: { title: 24, button: 24, blocks: 100, privateMetadata: 3000, bytes: 250_000, stack: 3 },
  time: {
    acknowledge: 3000,
    trigger: 3000,
    responseUrl: 30 * 60_000,
    socketTicket: 60_000,
    socketPing: 10_000,
  },
  responseUrlUses: 5,
  sockets: 10,
} as const

/** Web API tiers: calls a minute for each method, workspace and app. */
export const TIERS = { tier2: 20, tier3: 50, tier4: 100 } as const
