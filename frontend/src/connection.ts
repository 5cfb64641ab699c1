// When the server is away, Streamlit covers the page with a dialog that takes the keyboard. The canvas's own save state
// says the same, and drawing goes on: so that dialog is closed as soon as it opens.
// tests/browser/test_streamlit_parts.py watches the names this leans on.

let watching = false;

/** Keep the canvas free while the connection is lost. Calling it again does nothing. */
export function keepDrawingWhileOffline(): void {
  if (watching) return;
  watching = true;
  new MutationObserver(closeConnectionDialogs).observe(document.body, { childList: true, subtree: true });
}

function closeConnectionDialogs(): void {
  for (const dialog of document.querySelectorAll<HTMLElement>('[data-testid="stDialog"]')) {
    if (!dialog.textContent?.includes("Connection error")) continue;
    dialog.querySelector<HTMLButtonElement>('button[aria-label="Close"]')?.click();
  }
}
