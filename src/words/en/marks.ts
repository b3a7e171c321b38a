/** What stands between words of a line. */
export const marks = { gap: ' ', colon: ': ', comma: ', ' }
