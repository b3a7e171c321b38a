/** Next steps that several errors share. */
export const botFault = '如再次出现，则是机器人的问题：请联系机器人的管理员，并附上请求 ID。'
export const ifItLasts = '如持续出现，请向腾讯云提交工单，并附上请求 ID。'
