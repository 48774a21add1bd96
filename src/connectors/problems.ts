import { Problem, type Bilingual } from '../lib/problem.ts';

/** Why something that was sent did not count. */
export const refusals = {
  missing: {
    code: 'connectors.signature.missing',
    en: 'It came without the signature that this connector asks for. Set the same header and secret with the sender.',
    zh: '请求缺少此连接器要求的签名。请在发送方设置相同的请求头与密钥。',
  },
  wrong: {
    code: 'connectors.signature.wrong',
    en: 'The signature does not fit the body. Compare the secret with the sender’s; nothing on the way may change the body.',
    zh: '签名与请求内容不符。请核对双方密钥，并确认传输过程未改动请求内容。',
  },
  late: {
    code: 'connectors.signature.late',
    en: 'It was signed more than five minutes ago, or in the future. Check the clocks of both sides.',
    zh: '签名时间与当前时间相差超过五分钟。请检查双方的系统时间。',
  },
} as const satisfies Readonly<Record<string, Bilingual & { readonly code: string }>>;

/** A problem as it is kept beside what it is about. */
export function causeOf({ code, text }: Problem) {
  return { code, ...text };
}

/** The problem of a delivery that is not believed. */
export function notBelieved(fault: keyof typeof refusals): Problem {
  const { code, ...text } = refusals[fault];
  return new Problem(`${code}.forbidden`, text);
}

export function connectorNotFound(id: string): Problem {
  return new Problem(
    'connectors.not-found',
    {
      en: 'There is no connector "{id}" here. Look at the list of connectors.',
      zh: '此处没有连接器“{id}”。请查看连接器列表。',
    },
    { id: id.slice(0, 64) },
  );
}

export function connectorOff(): Problem {
  return new Problem('connectors.gone', {
    en: 'This connector is switched off and takes nothing now.',
    zh: '此连接器已停用，暂不接收数据。',
  });
}

export function wrongSettings(settings: readonly string[]): Problem {
  return new Problem(
    'connectors.settings',
    {
      en: 'These settings are missing or not as they must be: {settings}. Correct them and save again.',
      zh: '以下设置缺失或格式不正确：{settings}。请更正后重新保存。',
    },
    { settings: settings.join(', ') },
  );
}

export function tooManyConnectors(limit: number): Problem {
  return new Problem(
    'connectors.limit',
    {
      en: 'A workspace has at most {limit} connectors. Remove one that is not used.',
      zh: '每个工作区最多 {limit} 个连接器，请删除不再使用的连接器。',
    },
    { limit },
  );
}

export function notJson(reason: string): Problem {
  return new Problem(
    'connectors.json',
    {
      en: 'It is not JSON: {reason}. Mend it below and send it again, or set the sender to JSON.',
      zh: '内容不是有效的 JSON：{reason}。请在下方修改后重新处理，或让发送方改用 JSON。',
    },
    { reason: reason.slice(0, 200) },
  );
}

export function noMapping(): Problem {
  return new Problem('connectors.mapping', {
    en: 'It is not yet said which part of it means what. Say so under "Mapping", then read it again.',
    zh: '尚未设置各部分的含义。请在“映射”中设置，然后重新处理。',
  });
}

export function nothingThere(): Problem {
  return new Problem('connectors.empty', {
    en: 'Nothing lies at the places that the mapping names. Compare it with what came.',
    zh: '映射所指的位置没有内容。请对照收到的内容检查映射。',
  });
}

export function tooManyItems(limit: number): Problem {
  return new Problem(
    'connectors.items',
    {
      en: 'It holds more than {limit} entries. Have the sender send fewer at a time.',
      zh: '其中的条目超过 {limit} 个。请让发送方分批发送。',
    },
    { limit },
  );
}

export function unknownTopic(topic: string): Problem {
  return new Problem(
    'connectors.topic',
    {
      en: 'What was sent is called "{topic}", which this connector does not read. Switch it off with the sender; nothing is lost.',
      zh: '收到的类型“{topic}”不在此连接器的处理范围内。可在发送方关闭该类型，不会丢失数据。',
    },
    { topic: topic.slice(0, 100) },
  );
}

export function wrongShape(what: string): Problem {
  return new Problem(
    'connectors.shape',
    {
      en: 'It lacks "{what}", without which it cannot be read. Add it below and read it again.',
      zh: '缺少“{what}”，无法处理。请在下方补充后重新处理。',
    },
    { what },
  );
}

export function unknownOrder(order: string): Problem {
  return new Problem(
    'connectors.order',
    {
      en: 'Nothing came of the order {order} before, so it is not known whose it is. Have the shop send the order, then read this again.',
      zh: '此前没有收到订单 {order}，无法确定属于谁。请让商城先发送该订单，然后重新处理。',
    },
    { order },
  );
}

export function nobodyNamed(): Problem {
  return new Problem('connectors.nobody', {
    en: 'It is not said whom the event is about: map a number, an e-mail address or a telephone number.',
    zh: '事件没有指明是谁：请映射编号、邮箱或电话。',
  });
}

export function recordRefused(): Problem {
  return new Problem('connectors.record', {
    en: 'No record could be made of its values: there is nothing among them by which somebody is known. Map a name, a number, a telephone number or an e-mail address.',
    zh: '无法据此建立记录：其中没有可识别身份的内容。请映射姓名、编号、电话或邮箱。',
  });
}

export function faultBehind(): Problem {
  return new Problem('connectors.fault', {
    en: 'It failed many times because of a fault in the program. The log of the server says more; read it again when the cause is mended.',
    zh: '由于程序故障多次处理失败。详情见服务器日志；修复后请重新处理。',
  });
}

export function deliveryNotFound(id: string): Problem {
  return new Problem(
    'connectors.delivery.not-found',
    {
      en: 'There is no delivery "{id}" of this connector. Reload the page.',
      zh: '此连接器没有投递“{id}”。请刷新页面。',
    },
    { id: id.slice(0, 64) },
  );
}

export function notThatKind(): Problem {
  return new Problem('connectors.does', {
    en: 'Connectors of this kind cannot do that: some are sent to, others fetch.',
    zh: '此类连接器不支持该操作：有的用于接收，有的用于定时获取。',
  });
}

export function stuckCursor(value: string): Problem {
  return new Problem(
    'connectors.cursor',
    {
      en: 'More rows than are fetched at a time have the same value {value} in the column that tells new rows. Choose a column that differs from row to row, as a time with fractions or a number that counts on.',
      zh: '用于识别新行的列中，值为 {value} 的行数超过单次获取上限。请选择逐行不同的列，例如带小数的时间或自增编号。',
    },
    { value: value.slice(0, 100) },
  );
}

export function tooMuchFetched(limit: number): Problem {
  return new Problem(
    'connectors.too-large',
    {
      en: 'It is larger than {limit} bytes. Fetch a part of it, or import it as a file.',
      zh: '内容超过 {limit} 字节。请分部分获取，或以文件方式导入。',
    },
    { limit },
  );
}

export function tooManyFiles(limit: number): Problem {
  return new Problem(
    'connectors.files',
    {
      en: 'More than {limit} files lie there. Narrow the beginning or the end of their names.',
      zh: '其中的文件超过 {limit} 个。请缩小文件名前缀或后缀的范围。',
    },
    { limit },
  );
}

/** Why a fetch that a dead process left did not come to its end. */
export const cutOff = {
  code: 'connectors.cut',
  en: 'The server stopped in the middle of it; it is fetched again.',
  zh: '获取过程中服务器停止，将重新获取。',
} as const;
