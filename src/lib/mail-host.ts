/** Hosts at which anybody has a mailbox: that two addresses are of one of them says nothing. */
export const publicMailHosts: readonly string[] = [
  'qq.com vip.qq.com foxmail.com 163.com 126.com yeah.net vip.163.com vip.126.com 188.com sina.com sina.cn vip.sina.com sohu.com',
  'aliyun.com 139.com 189.cn wo.cn 21cn.com tom.com 263.net 263.com eyou.com china.com',
  'gmail.com googlemail.com hotmail.com outlook.com live.com live.cn msn.com yahoo.com yahoo.cn yahoo.com.cn yahoo.co.jp ymail.com',
  'icloud.com me.com mac.com aol.com gmx.com gmx.de gmx.net web.de mail.com mail.ru yandex.ru yandex.com proton.me protonmail.com zoho.com',
  'naver.com hanmail.net daum.net docomo.ne.jp free.fr orange.fr laposte.net t-online.de btinternet.com comcast.net verizon.net att.net',
].flatMap((line) => line.split(' '));
const publicHosts: ReadonlySet<string> = new Set(publicMailHosts);

/** True for the domain of a host at which anybody may have a mailbox. */
export function isPublicMail(domain: string): boolean {
  return publicHosts.has(domain.toLowerCase());
}
