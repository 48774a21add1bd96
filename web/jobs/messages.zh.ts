import type { en } from './messages.en.ts';

export const zh: typeof en = {
  title: '任务',
  lead: '在后台进行的工作：导入、导出、撤销与重建。离开页面或重启后会继续进行。',
  job: '任务',
  state: '状态',
  progress: '进度',
  begun: '开始时间',
  took: '用时',
  actions: '操作',
  filter: '状态',
  all: '全部',
  stop: '停止',
  stopped: '任务将尽快停止。',
  none: '还没有任务',
  noneLead: '导入和导出进行时及完成后都会显示在这里。',
  noneFit: '没有处于该状态的任务',
  waiting: '尚未开始',
  seconds: (text) => `${text} 秒`,
  kinds: {
    import: '导入',
    'import-undo': '撤销导入',
    export: '导出',
    edit: '批量修改',
    'edit-undo': '撤销批量修改',
    replay: '重建全部客户资料',
  },
};
