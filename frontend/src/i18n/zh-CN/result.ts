export const result = { title: "实训成绩" };
