import { Component, h } from 'preact'
import { html, type Rendered } from '../html.ts'

/** What stands in the place of a block or element that this page cannot draw. */
export function UnknownView({ type }: { readonly type: string }): Rendered {
  return html`<div class="unknown-block" role="note">This page cannot show “${type}”; Slack does.</div>`
}

type BlockBoundaryProps = { readonly type: string; readonly children: Rendered }

/** Keeps a block that fails to draw from taking the page with it. A class, because only those can catch. */
export class BlockBoundary extends Component<BlockBoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false }

  static override getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true }
  }

  override render(): Rendered {
    return this.state.hasFailed ? h(UnknownView, { type: this.props.type }) : this.props.children
  }
}
