/** Next steps that several errors share. */
export const botFault =
  'If it happens again, it is a fault of the bot: tell whoever operates it, and give the RequestId.'
export const ifItLasts = 'If it lasts, open a ticket with Tencent Cloud and give the RequestId.'
