// Reads the message while it is typed and marks the words that caused each act and statement.
"use strict";
const SEVERE = new Set(["forbidden_phrase", "blame_customer", "deflect", "off_platform_lead", "leak_personal_data"]);
const WORDS = {
  "zh-CN": {
    title: "这句话说了什么", language: "English", label: "客服的话（可以几行一起写）", read: "读到的原文",
    about: "给开发者看的页面：一边输入，一边看识别出的对话动作与事实陈述，以及是哪些字引起的。不保存任何内容。",
    acts: "动作", facts: "事实陈述", actsHead: ["动作", "把握", "引起的字", "依据"], factsHead: ["种类", "值", "单位", "引起的字", "时间"],
    said: (a, f) => `${a} 个动作，${f} 条陈述`, none: "没有读到动作或陈述", failed: "没有读成，请稍后再试",
    samples: ["您好亲，包裹还在武汉中转站，已经帮您催了，明天下午三点前给您答复。", "不是不给您退，退您三十五块八，3-5个工作日原路返回", "尺寸写得清清楚楚，您自己不看怪谁", "有人让您加微信转账千万别信"],
  },
  en: {
    title: "What the agent said", language: "中文", label: "The agent's words (several lines are one turn)", read: "As read",
    about: "A page for developers: type and see the dialogue acts and statements of fact that are read, and the words that caused them. Nothing is kept.",
    acts: "Acts", facts: "Statements", actsHead: ["act", "confidence", "words", "reason"], factsHead: ["kind", "value", "unit", "words", "when"],
    said: (a, f) => `${a} act${a === 1 ? "" : "s"}, ${f} statement${f === 1 ? "" : "s"}`, none: "No act and no statement was read", failed: "It was not read; try again shortly",
    samples: ["Hi, so sorry, it left the hub last night. I've chased the courier and will write by Friday noon.", "You'll get $12.50 back within 3-5 business days", "Not our department, ask the courier", "Never give that code to anyone"],
  },
};
const at = (id) => document.getElementById(id);
let language = "zh-CN", asked = 0, waiting = 0, last = { acts: [], statements: [], text: "" };

function cell(row, words, tag = "td") {
  const made = document.createElement(tag);
  made.textContent = words;
  if (tag === "th") made.scope = "col";
  row.append(made);
  return made;
}

function words(spans, text) {
  return spans.map(([low, high]) => text.slice(low, high)).join(" … ");
}

function moment(window) {
  if (!window) return "";
  const shown = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short", timeZone: "Asia/Shanghai" });
  return window.map((ms) => shown.format(ms)).join(" – ");
}

// Spans are counted in Unicode characters; the text is cut into them first.
function mark(reading) {
  const chars = Array.from(reading.text), kinds = chars.map(() => ({ cls: "", names: [] }));
  const paint = (spans, cls, name) => spans.forEach(([low, high]) => {
    for (let i = low; i < high && i < kinds.length; i += 1) {
      if (!kinds[i].cls || cls === "severe" || (cls === "fact" && kinds[i].cls === "act")) kinds[i].cls = cls;
      if (!kinds[i].names.includes(name)) kinds[i].names.push(name);
    }
  });
  reading.acts.forEach((act) => paint(act.spans, SEVERE.has(act.name) ? "severe" : "act", act.name));
  reading.statements.forEach((fact) => paint([fact.span], "fact", `${fact.kind} ${fact.value} ${fact.unit ?? ""}`.trim()));
  const out = at("read");
  out.replaceChildren();
  for (let i = 0; i < chars.length;) {
    let end = i + 1;
    const same = kinds[i].names.join(", ");
    while (end < chars.length && kinds[end].names.join(", ") === same) end += 1;
    const piece = document.createElement("span");
    piece.textContent = chars.slice(i, end).join("");
    if (same) { piece.className = kinds[i].cls; piece.title = same; }
    out.append(piece);
    i = end;
  }
}

function show(reading) {
  last = reading;
  const text = Array.from(reading.text);
  const cut = { slice: (low, high) => text.slice(low, high).join("") };
  mark(reading);
  at("acts").replaceChildren(...reading.acts.map((act) => {
    const row = document.createElement("tr");
    if (SEVERE.has(act.name)) row.className = "severe";
    cell(row, act.name); cell(row, act.confidence.toFixed(2)); cell(row, words(act.spans, cut));
    const reason = document.createElement("code");
    reason.textContent = act.reason;
    cell(row, "").append(reason);
    return row;
  }));
  at("facts").replaceChildren(...reading.statements.map((fact) => {
    const row = document.createElement("tr");
    cell(row, fact.kind); cell(row, String(fact.value)); cell(row, fact.unit ?? "–"); cell(row, cut.slice(...fact.span)); cell(row, moment(fact.at));
    return row;
  }));
  const w = WORDS[language], some = reading.acts.length + reading.statements.length;
  at("status").textContent = !reading.text.trim() ? "" : some ? w.said(reading.acts.length, reading.statements.length) : w.none;
}

async function read() {
  const text = at("text").value, turn = (asked += 1);
  if (!text.trim()) return show({ text: "", acts: [], statements: [] });
  try {
    const answer = await fetch("/api/lab/dialogue", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ text }) });
    if (!answer.ok) throw new Error(String(answer.status));
    const found = await answer.json();
    if (turn === asked) show({ text, ...found });
  } catch {
    if (turn === asked) at("status").textContent = WORDS[language].failed;
  }
}

function speak(chosen) {
  language = chosen;
  const w = WORDS[language];
  document.documentElement.lang = language;
  document.title = `Malldrill · ${w.title}`;
  for (const [id, said] of [["title", w.title], ["language", w.language], ["about", w.about], ["label", w.label], ["read-title", w.read], ["acts-title", w.acts], ["facts-title", w.facts]]) at(id).textContent = said;
  at("language").lang = language === "en" ? "zh-CN" : "en";
  for (const [id, names] of [["acts-head", w.actsHead], ["facts-head", w.factsHead]]) {
    at(id).replaceChildren();
    names.forEach((name) => cell(at(id), name, "th"));
  }
  at("samples").replaceChildren(...w.samples.map((sample) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = sample;
    made.addEventListener("click", () => { at("text").value = sample; read(); });
    return made;
  }));
  show(last);
}

at("language").addEventListener("click", () => speak(language === "en" ? "zh-CN" : "en"));
at("text").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(read, 120); });
speak(new URLSearchParams(location.search).get("lang") === "en" || !navigator.language.startsWith("zh") ? "en" : "zh-CN");
