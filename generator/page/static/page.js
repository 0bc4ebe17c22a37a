// Comfort only: without it every form works as it stands.
"use strict";

document.documentElement.classList.add("js");

for (const pick of document.querySelectorAll("[data-pick]")) {
  const input = pick.querySelector("input");
  const name = document.createElement("span");
  name.className = "name";
  const show = () => {
    const count = input.files.length;
    name.textContent = count > 1 ? `${count} 个文件` : count ? input.files[0].name : "没有选择";
    name.classList.toggle("set", count > 0);
  };
  input.addEventListener("change", show);
  pick.append(name);
  show();
}

for (const drop of document.querySelectorAll("[data-drop]")) {
  const input = drop.querySelector("input[type=file]");
  const chosen = drop.querySelector(".chosen");
  const show = () => {
    chosen.replaceChildren();
    for (const file of input.files) {
      const item = document.createElement("li");
      item.textContent = file.name;
      chosen.append(item);
    }
  };
  input.addEventListener("change", show);
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, () => drop.classList.add("over"));
  }
  for (const kind of ["dragleave", "drop", "dragend"]) {
    drop.addEventListener(kind, () => drop.classList.remove("over"));
  }
}

for (const field of document.querySelectorAll("[data-folder]")) {
  const input = field.querySelector("input");
  if ("webkitdirectory" in input) {
    input.webkitdirectory = true;
    field.hidden = false;
  }
}

for (const form of document.querySelectorAll("form[data-progress]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
}

function send(form) {
  const bar = progress(form);
  const request = new XMLHttpRequest();
  let timer = 0;
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.show("正在放入", event.loaded, event.total);
  });
  request.upload.addEventListener("load", () => {
    bar.show(form.dataset.progress, 0, 0);
    timer = setInterval(() => ask(form.dataset.progress, bar), 400);
  });
  request.addEventListener("loadend", () => {
    clearInterval(timer);
    if (request.status >= 200 && request.status < 300) {
      history.scrollRestoration = "manual";
      location.assign(request.responseURL);
      if (new URL(request.responseURL).pathname === location.pathname) location.reload();
    } else if (request.status) {
      replacePage(request.responseText);
    } else {
      bar.fail("没有连上程序。请看程序窗口是否还开着，再试一次。");
    }
  });
  request.open(form.method, form.action);
  request.send(new FormData(form));
  form.querySelector("button:not(.link)").disabled = true;
}

function progress(form) {
  const box = document.createElement("div");
  box.className = "progress";
  box.setAttribute("role", "status");
  const label = document.createElement("p");
  const meter = document.createElement("progress");
  meter.setAttribute("aria-label", form.dataset.progress);
  box.append(label, meter);
  form.append(box);
  return {
    show(text, done, total) {
      label.textContent = total > 1 && total < 1000 ? `${text}：${done} / ${total}` : `${text}……`;
      if (total) {
        meter.max = total;
        meter.value = done;
      } else {
        meter.removeAttribute("value");
      }
    },
    fail(text) {
      label.textContent = text;
      meter.remove();
      form.querySelector("button:not(.link)").disabled = false;
    },
  };
}

async function ask(text, bar) {
  try {
    const { done, total } = await (await fetch("/progress")).json();
    if (total) bar.show(text, done, total);
  } catch {
    // The answer to the form will tell.
  }
}

function replacePage(html) {
  const other = new DOMParser().parseFromString(html, "text/html");
  document.title = other.title;
  document.body.replaceChildren(...other.body.children);
  document.querySelector("main").focus();
}
