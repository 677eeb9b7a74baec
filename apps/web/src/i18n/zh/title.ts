export default {
  signIn: '登录',
  firstPassword: '设置新密码',
  notFound: '页面不存在',
  home: '首页',
  newResearch: '新建研究',
  runs: '研究记录',
  run: '研究过程',
  report: '研究报告',
  instruments: '标的',
  instrument: '标的详情',
  import: '导入数据',
  settings: '设置',
};
