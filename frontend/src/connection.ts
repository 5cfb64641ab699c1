// When the server is away, Streamlit covers the page with a dialog that takes the keyboard. The canvas's own save state
// says the same, and drawing goes on: so that dialog is closed as soon as it opens, and the keyboard is given back.
// tests/browser/test_streamlit_parts.py watches the names this leans on.

const GIVES_BACK = 1_500; // ms in which a dialog that has closed may still take the keyboard
const JUST_NOW = 1_000; // a busy machine may take so long from one to the next

const ASKS_EVERY = 2_000;

type Told = { lose: () => void; regain: () => void };

let watching = false;
let canvas: Told | null = null;
let asking = false;
let scope: Document | ShadowRoot = document;
let held: HTMLElement | null = null; // what in the canvas had the keyboard last
let left = 0; // and when it lost it
let guards = 0; // how many see to it that it is given back

/** Keep the canvas in `root` free while the connection is lost, and tell the canvas of today. */
export function keepDrawingWhileOffline(root: Document | ShadowRoot, told: Told): void {
  scope = root;
  canvas = told;
  root.addEventListener("focusin", (event) => (held = event.target as HTMLElement));
  root.addEventListener("focusout", () => {
    left = performance.now();
    if (guards) setTimeout(giveBack); // once the keyboard is where it goes
  });
  if (watching) return;
  watching = true;
  new MutationObserver(closeConnectionDialogs).observe(document.body, { childList: true, subtree: true });
}

function closeConnectionDialogs(): void {
  for (const dialog of document.querySelectorAll<HTMLElement>('[data-testid="stDialog"]')) {
    if (!dialog.textContent?.includes("Connection error")) continue;
    canvas?.lose();
    if (!asking) void askUntilBack();
    if (dialog.inert) continue;
    const gives = hadKeyboard();
    dialog.inert = true; // it cannot take the keyboard any more
    if (gives) guards++;
    close(dialog, gives);
  }
}

/** Whether the dialog took the keyboard from the canvas, and not from another part of the page. */
const hadKeyboard = (): boolean => scope.activeElement === held || performance.now() - left < JUST_NOW;

/** Streamlit opens it again at each try to connect, and does not notice where it has not yet closed: so until it has gone
 * for good, at every frame, it is closed, and what had the keyboard last in the canvas has it again. */
function close(dialog: HTMLElement, gives: boolean, seen = performance.now()): void {
  dialog.querySelector<HTMLButtonElement>('button[aria-label="Close"]')?.click();
  if (gives) giveBack();
  const now = performance.now();
  const last = dialog.isConnected ? now : seen;
  if (now - last < GIVES_BACK) requestAnimationFrame(() => close(dialog, gives, last));
  else if (gives) guards--;
}

function giveBack(): void {
  if (!scope.activeElement?.closest(".sk") && held?.isConnected) held.focus({ preventScroll: true });
}

/** Streamlit connects again by itself, but says nothing where nothing has changed meanwhile. */
async function askUntilBack(): Promise<void> {
  asking = true;
  while (!(await isHealthy())) await new Promise((go) => setTimeout(go, ASKS_EVERY));
  asking = false;
  canvas?.regain();
}

const isHealthy = (): Promise<boolean> => fetch(new URL("_stcore/health", document.baseURI)).then(({ ok }) => ok, () => false);
