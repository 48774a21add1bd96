import type { en } from './messages.en.ts';

export const zh: typeof en = {
  title: '您想如何开始？',
  lead: (workspace) => `为工作区“${workspace}”放入一些可供查看的数据。`,
  demo: '体验演示数据',
  demoLead: '虚构的客户，具备真实数据的各种情况：错误的电话、重复的记录、多个来源。每次导入都可以撤销。',
  own: '导入自己的文件',
  ownLead: '支持 CSV、Excel、JSON、Parquet、vCard，任何编码均可；自动识别各列，保存前可先预览。',
  ownGo: '选择文件',
  ownCommand: '服务器运行时，可在命令行中执行：',
  command: 'npm run -s clientele -- import 客户.xlsx --source crm',
  rows: '行数',
  load: '载入',
  loading: '正在生成数据……',
  progress: '正在载入',
  goOn: '离开此页面后会继续进行。',
  ready: '已全部载入。',
  home: '去看看',
};
