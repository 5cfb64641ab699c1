// The entry that Streamlit calls: again for every change of data or theme, with one cleanup at the end.
import type { FrontendRenderer } from "@streamlit/component-v2-lib";
import { createRoot, type Root } from "react-dom/client";
import { designInAddress } from "./address";
import { Canvas } from "./Canvas";
import { keepDrawingWhileOffline } from "./connection";
import { Direct } from "./direct";
import { ErrorBoundary } from "./ErrorBoundary";
import { type Heard, type News, NewsReader } from "./news";
import { savedReading } from "./reading/reading";
import { CanvasStore } from "./store";
import { styles } from "./styles";
import { shelfOf } from "./text/draft";
import { themeOf } from "./theme";
import type { Outbox, Selection } from "./types";

type State = { outbox: Outbox & { heard: Heard }; selection: Selection };
type Parent = HTMLElement | ShadowRoot;
type Instance = { root: Root; store: CanvasStore; host: HTMLElement; parent: Parent | null; focused?: HTMLElement; ending?: ReturnType<typeof setTimeout> };

/** Streamlit takes a canvas away and mounts it anew, now and then: what is under way must not notice, however busy the machine. */
const MAY_COME_BACK = 5_000;

/** By design. Gone after a while without a place in the page; its store stays, with the edits that are under way. */
const instances = new Map<string, Instance>();
const stores = new Map<string, CanvasStore>();
const readers = new Map<string, NewsReader>();
const directs = new Map<string, Direct>();

const decoder = new TextDecoder();

/** The answer of Python comes as the bytes of JSON: Streamlit passes them on without encoding them again. */
const render: FrontendRenderer<State, Uint8Array> = ({ data, parentElement, setStateValue }) => {
  const design = designInAddress();
  const instance = instances.get(design) ?? created(design);
  const { root, store, host } = instance;
  const isMounted = instance.parent === parentElement && !instance.ending;
  clearTimeout(instance.ending);
  instance.ending = undefined;
  if (host.parentNode !== parentElement) moveInto(parentElement, instance);
  const reader = readers.get(design) ?? new NewsReader();
  readers.set(design, reader);
  const direct = directs.get(design) ?? new Direct();
  directs.set(design, direct);
  const take = (news: News): void => {
    const all = reader.read(news);
    direct.key = all?.key ?? direct.key;
    if (all) store.receive(all);
    else store.sendAgain();
  };
  const withHeard = (outbox: Outbox): State["outbox"] => ({ ...outbox, heard: reader.heard });
  direct.connect({ take, withHeard, byStreamlit: (outbox) => setStateValue("outbox", withHeard(outbox)) });
  store.connect((outbox) => direct.send(outbox));
  take(JSON.parse(decoder.decode(data)) as News);
  if (!isMounted) store.resume();
  root.render(
    <ErrorBoundary>
      <Canvas store={store} theme={themeOf(host)} />
    </ErrorBoundary>,
  );
  return () => {
    if (instance.parent === parentElement) instance.ending = setTimeout(() => end(design, instance), MAY_COME_BACK);
  };
};

function created(design: string): Instance {
  const host = document.createElement("div"); // our own: Streamlit makes its wrapper anew when its content changes
  host.className = "sk-host";
  const store = stores.get(design) ?? newStore(design);
  stores.set(design, store);
  const instance: Instance = { root: createRoot(host), store, host, parent: null };
  host.addEventListener("focusin", ({ target }) => (instance.focused = target as HTMLElement));
  instances.set(design, instance);
  return instance;
}

const scopeOf = (parent: Parent): Document | ShadowRoot => (parent instanceof ShadowRoot ? parent : document);
const ownSheet = new CSSStyleSheet();

/** Into its place in the page, with all sheets and the keyboard. */
function moveInto(parent: Parent, instance: Instance): void {
  const scope = scopeOf(parent);
  const before = instance.parent && scopeOf(instance.parent);
  if (!ownSheet.cssRules.length) ownSheet.replaceSync(styles());
  // There before the first paint, so that React Flow measures right.
  scope.adoptedStyleSheets = [...new Set([...scope.adoptedStyleSheets, ownSheet, ...(before?.adoptedStyleSheets ?? [])])];
  parent.appendChild(instance.host);
  instance.parent = parent;
  keepDrawingWhileOffline(scope, instance.store);
  const isNowhere = document.activeElement === document.body; // the place that was taken away had the keyboard
  if (before && isNowhere && instance.host.contains(instance.focused ?? null)) instance.focused!.focus({ preventScroll: true });
}

function end(design: string, { root, store, host }: Instance): void {
  instances.delete(design);
  store.dispose();
  root.unmount(); // long after Streamlit's own commit has ended
  host.remove();
}

function newStore(design: string): CanvasStore {
  const store = new CanvasStore(undefined, shelfOf(design));
  store.setReading(savedReading());
  return store;
}

export default render;
