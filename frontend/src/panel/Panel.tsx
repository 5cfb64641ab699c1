import { type KeyboardEvent, type ReactNode, useCallback, useId, useMemo, useRef, useState } from "react";
import type { CanvasStore, PanelTab } from "../store";
import { useStore } from "../useStore";
import { BriefTab } from "./BriefTab";
import { PanelProvider, type Wanted } from "./context";
import { FindingsTab } from "./FindingsTab";
import { briefField } from "./names";
import { SelectedTab } from "./SelectedTab";
import { AskTab } from "../asking/AskTab";
import { ReviewTab } from "../review/ReviewTab";
import { TextTab } from "../text/TextTab";

const TABS: { id: PanelTab; label: string; Body: () => ReactNode }[] = [
  { id: "findings", label: "Findings", Body: FindingsTab },
  { id: "selected", label: "Selected", Body: SelectedTab },
  { id: "brief", label: "Brief", Body: BriefTab },
  { id: "text", label: "Text", Body: TextTab },
  { id: "review", label: "Review", Body: ReviewTab },
  { id: "ask", label: "Ask", Body: AskTab },
];

/** The side panel: what the checks found, the form of what is selected, and the brief. */
export function Panel({ store }: { store: CanvasStore }) {
  useStore(store);
  const id = useId();
  const context = usePanelContext(store);
  return (
    <PanelProvider value={context}>
      <aside className="sp-panel" aria-label="Findings, forms and text" onKeyDown={keepKeys}>
        <Tabs store={store} id={id} />
        {TABS.map(({ id: tab, Body }) => {
          const isShown = tab === store.panelTab;
          return (
            <div key={tab} id={`${id}-${tab}`} className="sp-scroll" role="tabpanel" aria-labelledby={`${id}-${tab}-tab`} hidden={!isShown} tabIndex={-1}>
              {/* the findings stay: what is unfolded or half typed there is not lost */}
              {(isShown || tab === "findings") && <Body />}
            </div>
          );
        })}
      </aside>
    </PanelProvider>
  );
}

function usePanelContext(store: CanvasStore) {
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const arrived = useCallback(() => setWanted(null), []);
  const open = useCallback(
    (anchor: string, property?: string) => {
      const field = property ?? briefField(anchor);
      const isBrief = anchor === "brief" || briefField(anchor) !== undefined;
      if (!isBrief) store.select(anchor === "design" ? [] : [anchor]);
      store.setPanelTab(isBrief ? "brief" : "selected");
      setWanted(field === undefined ? null : { anchor: isBrief ? "brief" : anchor, property: field });
    },
    [store],
  );
  return useMemo(() => ({ store, wanted, open, arrived }), [store, wanted, open, arrived]);
}

/** On the canvas these keys move and delete what is selected; here they edit text and scroll. */
function keepKeys(event: KeyboardEvent) {
  if (/^(Arrow|Delete$|Backspace$)/.test(event.key)) event.stopPropagation();
}

function Tabs({ store, id }: { store: CanvasStore; id: string }) {
  const list = useRef<HTMLDivElement>(null);
  const open = (store.data?.findings ?? []).filter((one) => one.status === "open" && !store.isQuiet(one)).length;
  const go = (event: KeyboardEvent) => {
    const at = TABS.findIndex((tab) => tab.id === store.panelTab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: TABS.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = (to + TABS.length) % TABS.length;
    store.setPanelTab(TABS[next]!.id);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[next]?.focus();
  };
  return (
    <div className="sp-tabs" role="tablist" aria-label="Panel" ref={list} onKeyDown={go}>
      {TABS.map((tab) => {
        const isShown = tab.id === store.panelTab;
        return (
          <button
            key={tab.id}
            id={`${id}-${tab.id}-tab`}
            type="button"
            role="tab"
            aria-selected={isShown}
            aria-controls={`${id}-${tab.id}`}
            tabIndex={isShown ? 0 : -1}
            onClick={() => store.setPanelTab(tab.id)}
          >
            {tab.label} {tab.id === "findings" && open > 0 && <span className="sp-tab-count">{open}</span>}
            {tab.id === "text" && store.draft.state === "wrong" && <span className="sp-tab-count" title="Not a design yet">!</span>}
          </button>
        );
      })}
    </div>
  );
}
