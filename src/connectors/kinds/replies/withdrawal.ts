const stopWords = new Set(
  [
    'stop stopall end quit cancel unsubscribe optout revoke remove',
    'td t tt qx n 退订 退 取消 取消订阅 退订短信 拒收 拒绝 停止 停发 不再接收 不要再发 别发了 不需要 勿扰 退訂 取消訂閱 停止接收',
  ].flatMap((line) => line.split(' ')),
);

/** True where the first line of an answer says that no more shall be sent, and says nothing else; what it quotes does not count. */
export function isWithdrawal(text: string): boolean {
  const [line = ''] = text
    .normalize('NFKC')
    .split(/\r?\n/)
    .map((one) => one.trim())
    .filter((one) => one !== '' && !one.startsWith('>'));
  const word = line.toLowerCase().replaceAll(/[\s\p{P}\p{S}]+/gu, '');
  return stopWords.has(word) || /^(?:回复?)?(?:td|t)?退订(?:回?(?:td|t|n))?$/.test(word);
}
