import type { en } from './messages.en.ts';

export const zh: typeof en = {
  skip: '跳到正文',
  navigation: '页面',
  menu: '显示页面列表',
  groups: { customers: '客户', intake: '数据接入', settings: '工作区' },
  search: '搜索或跳转……',
  account: '我的账号',
  workspaces: '工作区',
  language: '语言',
  theme: '主题',
  themes: { auto: '跟随系统', light: '浅色', dark: '深色' },
  signOut: '退出登录',
  docs: '接口文档',
  shortcuts: '键盘快捷键',
  palette: {
    title: '搜索或跳转',
    placeholder: '客户、页面或操作',
    pages: '页面',
    actions: '操作',
    customers: '客户',
    nothing: '没有匹配项',
    hint: '↑ ↓ 选择，Enter 打开，Esc 关闭',
  },
  keys: { palette: '搜索或跳转', help: '显示快捷键', goTo: (page) => `前往${page}`, next: '然后' },
};
