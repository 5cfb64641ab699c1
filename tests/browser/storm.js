// Somebody who draws without rest, inside the page: the events come ten times a second, however busy the page is.
({ seconds, mark, seed, pace, most }) => {
  const find = () => [...document.querySelectorAll("*")].find((one) => one.shadowRoot?.querySelector(".sk"))?.shadowRoot;
  let found = find();
  const root = () => (found = found?.querySelector(".sk") ? found : find()); // Streamlit mounts it anew, now and then
  const typed = [];
  const done = { type: 0, drag: 0, connect: 0 };
  const chance = () => ((seed = (seed * 16807) % 2147483647) - 1) / 2147483646;
  const pick = (list) => list[Math.floor(chance() * list.length)];
  const tick = () => new Promise((go) => setTimeout(go, 0));
  const boxes = () => [...root().querySelectorAll(".react-flow__node-box")];
  const nameOf = (box) => box.querySelector(".sk-box-name")?.textContent ?? "";

  const key = (name) => (root().activeElement ?? root().querySelector(".sk")).dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, composed: true, cancelable: true }));
  const mouse = (target, kind, x, y) => target.dispatchEvent(new MouseEvent(kind, { view: window, bubbles: true, composed: true, cancelable: true, clientX: x, clientY: y, buttons: kind === "mouseup" ? 0 : 1 }));

  /** Letters into the picker that has just opened, then Enter; false where there is none, or it went away meanwhile. */
  const choose = async (words) => {
    await tick();
    const field = root().activeElement;
    if (field?.getAttribute("role") !== "combobox") return false;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, words);
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    await tick();
    if (!field.isConnected || field.value !== words) return false;
    key("Enter");
    await tick();
    return true;
  };
  const type = async () => {
    key("Escape");
    key("/");
    const name = `${mark}${typed.length + 1}`;
    if (!(await choose(name))) return false;
    typed.push(name); // from the Enter on it must arrive, drawn or not
    key("Escape");
    return true;
  };
  const drag = async () => {
    const box = pick(boxes());
    const { x, y } = box.getBoundingClientRect();
    const [dx, dy] = [chance() * 160 - 80, chance() * 120 - 60];
    mouse(box, "mousedown", x + 5, y + 5);
    for (const part of [0.3, 0.6, 1]) mouse(box, "mousemove", x + 5 + dx * part, y + 5 + dy * part);
    await tick();
    mouse(box, "mouseup", x + 5 + dx, y + 5 + dy);
    return true;
  };
  const connect = async () => {
    const [from, to] = [pick(boxes()), pick(boxes())];
    if (from === to) return false;
    key("Escape");
    from.focus({ preventScroll: true });
    key("Enter");
    await tick();
    key("c");
    return choose(nameOf(to));
  };
  const act = async () => {
    const dice = chance();
    const kind = boxes().length < 3 || (dice < 0.2 && typed.length < most) ? "type" : dice < 0.75 ? "drag" : "connect";
    if (await { type, drag, connect }[kind]()) done[kind]++;
  };
  const rage = async () => {
    const begin = performance.now();
    for (let n = 1; n <= seconds / pace; n++) {
      try {
        await act();
      } catch (error) {
        if (root()) throw error; // while there is no canvas, nobody draws; all must be there in the end
      }
      await new Promise((go) => setTimeout(go, Math.max(0, begin + n * pace * 1000 - performance.now())));
    }
    const took = (performance.now() - begin) / 1000;
    return { typed, done, seconds: took, late: took / seconds };
  };
  window.storm = rage();
}
