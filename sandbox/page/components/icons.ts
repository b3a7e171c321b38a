import { html, type Rendered } from '../html.ts'

const paths = {
  close: 'm5 5 10 10m0-10L5 15',
  reply:
    'M10 3.5c4.1 0 7 2.5 7 5.9s-2.9 5.9-7 5.9c-.7 0-1.4-.1-2-.2L4.5 17l.6-3.3C3.7 12.6 3 11.1 3 9.4c0-3.4 2.9-5.9 7-5.9Z',
  eye: 'M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5Zm8 2.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6Z',
  hash: 'M7.5 3 6 17M14 3l-1.5 14M3.5 7.2h13.6M2.9 12.8h13.6',
  send: 'm3.5 16.5 1.8-6.5L3.5 3.500l14 6.500zM5.300 10h5.500',
  slash: 'M7 16 13 4',
  wrench:
    'M12.500 3.200a4.200 4.200 0 0 0-4 5.600L3.200 14a1.900 1.900 0 0 0 2.700 2.700l5.300-5.200a4.200 4.200 0 0 0 5.500-5.200L14 9l-2.600-.4L11 6z',
  chevronRight: 'm8 5 5 5-5 5',
  chevronDown: 'm5 8 5 5 5-5',
  people:
    'M7.500 9.500a2.700 2.700 0 1 0 0-5.400 2.700 2.700 0 0 0 0 5.400ZM2.500 16c0-2.800 2.200-4.500 5-4.500s5 1.700 5 4.500M13 9.300a2.300 2.300 0 1 0-.6-4.500M14.500 11.800c1.800.4 3 1.900 3 4.200',
  warning: 'M10 2.500 18.500 17h-17zM10 8v4m0 2v1',
  moon: 'M16 12.300A6.800 6.800 0 0 1 7.700 4a6.800 6.800 0 1 0 8.300 8.300Z',
  search: 'M8.800 14.600a5.800 5.800 0 1 0 0-11.600 5.800 5.800 0 0 0 0 11.600ZM13 13l4.300 4.300',
} as const

export type IconName = keyof typeof paths

/** A line icon; it is decoration, names come from what it stands in. */
export function icon(name: IconName): Rendered {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d=${paths[name]} /></svg>`
}
