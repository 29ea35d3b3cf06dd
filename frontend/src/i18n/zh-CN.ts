/** The Chinese catalogue: the one the other languages must match key for key. */
export const zhCN = {
  product: { name: "商城练兵场", tagline: "在一座真实运转的商城里练客服" },
  desk: { title: "客服工作台" },
  shop: { title: "商城" },
  cockpit: { title: "教师台" },
};
