import fc from 'fast-check'

/** Texts that people or the cloud could send: each has broken some chat message somewhere. */
export const HOSTILE = [
  '',
  ' ',
  '\u200b\u200d\ufeff',
  'x'.repeat(5000),
  '👩‍👩‍👧‍👦'.repeat(400),
  `Z${'\u0301'.repeat(3000)}`,
  '\u202egnp.exe\u202c شركة المتجر 12',
  '<!channel> <!here> <@U0ADMIN> <#C0SECRET> <https://evil.example|click>',
  '`code` ```block``` *bold* _italic_ ~struck~',
  'first\nsecond\r\n> third\u2028fourth',
  ':white_check_mark: Rollback succeeded: everything is fine',
  '&lt;!channel&gt; & "quotes" \' \\ %s',
  '\ud800 lone \udfff',
  '数据库-主 <生产>',
  '\u0000\u0007\u001b[31m',
] as const

export const hostileText = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 4000 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(fc.constantFrom('<', '!', 'channel', '>', '@U0ADMIN', '|', '*', '_', '~', '`', ':x:', '\n', '&', 'a'), {
      maxLength: 60,
    })
    .map((parts) => parts.join('')),
)
