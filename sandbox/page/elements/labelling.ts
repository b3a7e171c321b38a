/** How an element is named and described to people who do not see it. */
export type Labelling = {
  /** The element's own `id`, unique on the page. */
  readonly inputId: string
  /** The `id` of its visible label; without one `label` names it. */
  readonly labelledBy?: string
  readonly label?: string
  /** The `id`s of its hint and error. */
  readonly describedBy?: string
  readonly isInvalid?: boolean
}

/** The attributes of a labelled control. */
export function labelAttributes(labelling: Labelling): { readonly [attribute: string]: string | undefined } {
  return {
    id: labelling.inputId,
    'aria-labelledby': labelling.labelledBy,
    'aria-label': labelling.labelledBy === undefined ? labelling.label : undefined,
    'aria-describedby': labelling.describedBy,
    'aria-invalid': labelling.isInvalid ? 'true' : undefined,
  }
}
