export const desk = { title: "客服工作台" };
