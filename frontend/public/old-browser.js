/* Plain ES5, so that a browser too old for the program can still say so. */
(function () {
  var modern = "noModule" in document.createElement("script") && typeof globalThis === "object" &&
    typeof Array.prototype.at === "function" && typeof WebSocket === "function";
  if (modern) return;
  function say() {
    var box = document.createElement("div");
    box.setAttribute("role", "alert");
    box.style.cssText = "font:18px/1.6 sans-serif;max-width:36em;margin:4em auto;padding:0 1em;color:#222";
    box.innerHTML =
      "<p lang='zh-CN'>\u60A8\u7684\u6D4F\u89C8\u5668\u7248\u672C\u8FC7\u4F4E\uFF0C\u65E0\u6CD5\u8FD0\u884C\u672C\u7A0B\u5E8F\u3002\u8BF7\u6539\u7528 Chrome\u3001Edge 100 \u6216 Firefox 100 \u4EE5\u4E0A\u7248\u672C\u3002</p>" +
      "<p lang='en'>This browser is too old for this program. Please use Chrome or Edge 100, Firefox 100 or Safari 16, or newer.</p>";
    document.body.insertBefore(box, document.body.firstChild);
  }
  if (document.body) say();
  else document.addEventListener("DOMContentLoaded", say);
})();
