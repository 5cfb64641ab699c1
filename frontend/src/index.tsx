// The entry that Streamlit calls: again for every change of data or theme, with one cleanup at the end.
import type { FrontendRenderer } from "@streamlit/component-v2-lib";
import { createRoot, type Root } from "react-dom/client";
import { Canvas } from "./Canvas";
import { keepDrawingWhileOffline } from "./connection";
import { ErrorBoundary } from "./ErrorBoundary";
import { CanvasStore } from "./store";
import { styles } from "./styles";
import { shelfOf } from "./text/draft";
import { themeOf } from "./theme";
import type { CanvasData, Outbox, Selection } from "./types";

type State = { outbox: Outbox; selection: Selection };
type Instance = { root: Root; store: CanvasStore; host: HTMLElement };
const instances = new WeakMap<HTMLElement | ShadowRoot, Instance>();
/** By design: a canvas that Streamlit mounts anew goes on with the edits that are under way. */
const stores = new Map<string, CanvasStore>();

const render: FrontendRenderer<State, CanvasData> = ({ data, parentElement, setStateValue }) => {
  const known = instances.get(parentElement);
  const { root, store, host } = known ?? mount(parentElement);
  store.connect((outbox) => setStateValue("outbox", outbox));
  store.receive(data);
  if (!known) store.resume();
  root.render(
    <ErrorBoundary>
      <Canvas store={store} theme={themeOf(host)} />
    </ErrorBoundary>,
  );
  return () => {
    instances.delete(parentElement);
    store.dispose();
    setTimeout(() => root.unmount(), 0); // after Streamlit's own commit has ended
  };
};

function mount(parent: HTMLElement | ShadowRoot): Instance {
  keepDrawingWhileOffline();
  const scope = parent instanceof ShadowRoot ? parent : document;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles()); // there before the first paint, so that React Flow measures right
  scope.adoptedStyleSheets = [...scope.adoptedStyleSheets, sheet];
  const host = document.createElement("div"); // our own: Streamlit makes its wrapper anew when its content changes
  host.className = "sk-host";
  parent.appendChild(host);
  const design = new URLSearchParams(location.search).get("design") ?? "";
  const store = stores.get(design) ?? new CanvasStore(undefined, shelfOf(design));
  stores.set(design, store);
  const instance = { root: createRoot(host), store, host };
  instances.set(parent, instance);
  return instance;
}

export default render;
