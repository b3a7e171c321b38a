/**
 * Slack's limits that the builders respect, in UTF-16 characters and items. Sources: Slack's Block Kit reference and
 * "Modals"; entries marked (u) are undocumented but reported by apps in use.
 */
export const LIMITS = {
  modal: { title: 24, button: 24, blocks: 100, privateMetadata: 3000 },
  message: {
    blocks: 50,
    /** Slack cuts at 40,000; a fallback is one notification. */
    text: 3000,
    /** All characters in a message's blocks together. (u) */
    charactersInBlocks: 13_200,
  },
  header: 150,
  section: 3000,
  context: { elements: 10, text: 2000 },
  blockId: 255,
  label: 2000,
  placeholder: 150,
  button: { text: 75, value: 2000, url: 3000 },
  confirm: { title: 100, text: 300, button: 30 },
  option: { text: 75, value: 150, description: 75, groupLabel: 75 },
  /** Options that an `external_select` may answer in all. (u) */
  externalOptions: 100,
  plan: { title: 256 },
  task: { id: 255, title: 256 },
  fieldError: 150,
} as const

/** The product's own limits: what a request's reason, or one name in a message, may take. */
export const LENGTHS = {
  reason: 500,
  name: 80,
  /** A name inside a short line such as a confirm dialog. */
  shortName: 40,
  /** Inside an option of a picker. */
  optionState: 24,
  optionId: 24,
  /** A text that the cloud answered with. */
  cloudText: 500,
  /** What was seen instead of an answer, inside a sentence. */
  detail: 160,
  /** Findings, changes and people that one message lists before it says how many more there are. */
  listed: 10,
  /** People whom one message mentions. */
  people: 30,
} as const
