(function () {
  "use strict";
  const tip = document.getElementById("tip");
  let lit = [];

  function light(target) {
    lit.forEach(function (element) { element.classList.remove("hot"); });
    lit = [];
    const job = target && target.getAttribute("data-job");
    if (job) {
      const picture = target.closest("svg");
      lit = Array.from(picture.querySelectorAll("[data-job=\"" + job + "\"]"));
      lit.push(picture);
      lit.forEach(function (element) { element.classList.add("hot"); });
    }
  }

  function show(event) {
    const target = event.target.closest ? event.target.closest("[data-hover]") : null;
    light(target);
    tip.hidden = !target;
    if (target) {
      tip.textContent = target.getAttribute("data-hover");
      const left = Math.min(event.clientX + 14, window.innerWidth - tip.offsetWidth - 8);
      const above = event.clientY + 18 + tip.offsetHeight > window.innerHeight;
      tip.style.left = Math.max(8, left) + "px";
      tip.style.top = Math.max(8, above ? event.clientY - tip.offsetHeight - 12 : event.clientY + 18) + "px";
    }
  }

  document.addEventListener("pointermove", show);
  document.addEventListener("pointerdown", show);
})();
