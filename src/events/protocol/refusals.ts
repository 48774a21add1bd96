import type { Bilingual } from '../../lib/problem.ts';

/** Why a message was refused, and how to mend it. */
export const refusalTexts = {
  'event.shape': {
    en: 'The message is no JSON object, or its type is none of track, page, screen, identify, group, alias.',
    zh: '该消息不是 JSON 对象，或其 type 不是 track、page、screen、identify、group、alias 之一。',
  },
  'event.nobody': {
    en: 'The message names nobody: it needs a userId or anonymousId that is no placeholder such as "null" or "0".',
    zh: '该消息没有指明是谁：需要 userId 或 anonymousId，且不能是 “null”“0” 之类的占位值。',
  },
  'event.unnamed': {
    en: 'The event has no name. Send one in "event".',
    zh: '该事件没有名称。请在 event 中填写。',
  },
  'event.time': {
    en: 'The event happened before 1970 or in the future. Check the clock of the sender, or leave the timestamp away.',
    zh: '事件时间早于 1970 年或在将来。请检查发送方的时钟，或不发送时间戳。',
  },
  'event.depth': {
    en: 'The message is nested too deeply. Send flat properties.',
    zh: '该消息嵌套层数过多。请使用扁平的属性。',
  },
  'event.too-large': {
    en: 'The message is larger than 256 KB. Send less at a time.',
    zh: '该消息超过 256 KB。请减少单条内容。',
  },
  'event.unplanned': {
    en: 'The event is not in the tracking plan, which takes no others. Put it into the plan, then send the message again.',
    zh: '该事件不在埋点计划中，而计划不接收其他事件。请先将其加入计划，再重新发送。',
  },
  'event.blocked': {
    en: 'The tracking plan blocks this event. Allow it there, then send the message again.',
    zh: '埋点计划拦截了该事件。请先在计划中允许，再重新发送。',
  },
  'event.properties': {
    en: 'Properties are missing or are not what the tracking plan says. Mend them, or change the plan.',
    zh: '属性缺失或与埋点计划不符。请更正属性，或修改计划。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type RefusalCode = keyof typeof refusalTexts;

/** A message that could not be taken. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly detail: string;
  readonly raw: string;
}
