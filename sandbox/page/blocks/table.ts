import { h } from 'preact'
import type { Block } from '../../slack/page-api.ts'
import { html, type Rendered } from '../html.ts'
import { RichTextView } from './rich-text.ts'

type Table = Extract<Block, { type: 'table' | 'data_table' }>
type Cell = Table['rows'][number][number]

/** A `table` or `data_table`: the first row heads the columns. */
export function TableView({ table }: { readonly table: Table }): Rendered {
  const [head = [], ...body] = table.rows
  const settings = table.type === 'table' ? (table.column_settings ?? []) : []
  const cellClass = (column: number) =>
    `align-${settings[column]?.align ?? 'left'}${settings[column]?.is_wrapped ? ' is-wrapped' : ''}`
  return html`<div class="table-frame" tabindex="0" role="group" aria-label=${table.type === 'data_table' ? table.caption : 'Table'}>
    <table>
      ${table.type === 'data_table' && html`<caption>${table.caption}</caption>`}
      <thead><tr>${head.map((cell, column) => html`<th scope="col" class=${cellClass(column)}>${cellView(cell)}</th>`)}</tr></thead>
      <tbody>${body.map((row) => html`<tr>${row.map((cell, column) => html`<td class=${cellClass(column)}>${cellView(cell)}</td>`)}</tr>`)}</tbody>
    </table>
  </div>`
}

function cellView(cell: Cell): Rendered {
  return cell.type === 'rich_text' ? h(RichTextView, { richText: cell }) : cell.text
}
