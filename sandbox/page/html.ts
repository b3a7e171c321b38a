import htm from 'htm'
import { type ComponentChild, h } from 'preact'

/** What a template or a component gives back. */
export type Rendered = ComponentChild

/**
 * Markup as a tagged template. Values become text nodes, attributes or listeners, never markup, so data cannot inject any.
 * Components of our own are called as `h(Component, props)` instead, where the compiler checks their properties.
 */
export const html: (strings: TemplateStringsArray, ...values: readonly unknown[]) => Rendered = htm.bind<Rendered>(h)
