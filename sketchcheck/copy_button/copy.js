// A press asks the server for the content, and promises it to the clipboard meanwhile: browsers let a page write
// there only while the hand has just pressed something.

const buttons = new WeakMap();

/** Streamlit calls this for every answer. */
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let button = buttons.get(parentElement);
  if (!button || !button.root.isConnected) {
    button = new CopyButton();
    parentElement.append(button.root);
    buttons.set(parentElement, button);
  }
  button.ask = (number) => setTriggerValue("asked", number);
  button.take(data);
}

class CopyButton {
  constructor() {
    this.root = document.createElement("div");
    this.button = document.createElement("button");
    this.button.type = "button";
    this.told = document.createElement("span");
    this.told.setAttribute("role", "status");
    this.root.append(this.button, this.told);
    this.button.addEventListener("click", () => this.press());
  }

  take(data) {
    this.button.textContent = data.label;
    this.kind = data.kind;
    if (!this.waiting || data.asked !== this.waiting.number) return;
    const { resolve, reject } = this.waiting;
    this.waiting = null;
    if (data.error) reject(new Error(data.error));
    else resolve(new Blob([Uint8Array.from(atob(data.content), (one) => one.charCodeAt(0))], { type: this.kind }));
  }

  async press() {
    if (this.waiting) return;
    this.say("Making it…");
    const content = new Promise((resolve, reject) => (this.waiting = { number: Date.now(), resolve, reject }));
    content.catch(() => {}); // Told below.
    this.ask(this.waiting.number);
    try {
      await navigator.clipboard.write([new ClipboardItem({ [this.kind]: content })]);
      await content;
      this.say("Copied");
    } catch (error) {
      this.waiting = null;
      this.say(`Cannot copy: because ${error.message || "the browser does not allow it"}. Download it instead.`);
    }
  }

  say(words) {
    this.told.textContent = words;
  }
}
