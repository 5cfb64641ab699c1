import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { showFinding } from "../actions";
import { FEW_BOXES } from "../store";
import type { CanvasData, Finding, Severity } from "../types";
import { usePanel } from "./context";
import { FilterBar } from "./FilterBar";
import { FindingRow } from "./FindingRow";
import { FixAll } from "./FixAll";
import { Fold } from "./Fold";
import { categoryTitle, title } from "./forms";
import { count, joined } from "./format";
import { countBySeverity, type Filter, grouped, matches, NO_FILTER, SEVERITIES, SEVERITY_WORDS, type Sorted, sorted } from "./grouping";
import { namesOf } from "./names";
import { NotStatedList } from "./NotStatedList";
import { ScoreBar } from "./ScoreBar";
import { SeveritySign } from "./Severity";

export function FindingsTab() {
  const { store } = usePanel();
  const { data, design, focus } = store;
  const names = useMemo(() => namesOf(design), [design]);
  const { filter } = store.reading;
  const setFilter = (next: Filter): void => store.setReading({ filter: next });
  const rows = useRows();
  const scroller = useRef<HTMLDivElement>(null);
  const shown = sorted(data?.findings ?? [], (one) => store.isQuiet(one));
  useArrival(scroller, focus, rows.own, (finding) => {
    if (!matches(finding, filter)) setFilter(NO_FILTER);
    rows.open(finding.id);
  });
  if (!data) return <p className="sp-empty">Waiting for the first check…</p>;

  const listed = (findings: Finding[]) => (
    <ul className="sp-findings">
      {findings.map((finding) => (
        <FindingRow
          key={finding.id}
          finding={finding}
          place={names(finding.anchor)}
          isOpen={rows.ids.has(finding.id)}
          isFocus={focus?.id === finding.id}
          ghosts={data.ghosts?.finding === finding.id ? data.ghosts : null}
          onToggle={rows.toggle}
        />
      ))}
    </ul>
  );
  const visible = shown.open.filter((one) => matches(one, filter));
  const has = (findings: Finding[]) => findings.some((one) => one.id === focus?.id);
  return (
    <div className="sp-findings-tab" ref={scroller}>
      {design.components.length >= FEW_BOXES && <ScoreBar score={data.score} topic={filter.topic} onTopic={(topic) => setFilter({ ...filter, topic })} />}
      <Failed rules={data.failedRules} />
      <FilterBar open={shown.open} visible={visible.length} filter={filter} onFilter={setFilter} />
      <FixAll findings={shown.open} />
      {visible.length === 0 ? (
        <Empty boxes={design.components.length} data={data} shown={shown} onAll={() => setFilter(NO_FILTER)} />
      ) : (
        <Groups findings={visible} listed={listed} />
      )}
      {shown.quiet.length > 0 && (
        <Fold title={`Still drawing (${shown.quiet.length})`} reveal={has(shown.quiet)}>
          <p className="sp-quiet-text">Not counted while the drawing has fewer than three boxes or a box is less than a minute old.</p>
          {listed(shown.quiet)}
        </Fold>
      )}
      <NotStatedList facts={data.notStated} names={names} />
      {shown.waived.length > 0 && (
        <Fold title={`Accepted (${shown.waived.length})`} reveal={has(shown.waived)}>
          {listed(shown.waived)}
        </Fold>
      )}
    </div>
  );
}

/** Which rows are unfolded; `own` is the finding that was clicked here, not on the canvas. */
function useRows() {
  const { store } = usePanel();
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set<string>());
  const own = useRef<string | null>(null);
  const current = useRef(ids);
  current.current = ids;
  const open = (id: string) => setIds((old) => new Set([...old, id]));
  const toggle = useCallback(
    ({ id }: Finding) => {
      own.current = id;
      if (current.current.has(id)) {
        setIds((old) => new Set([...old].filter((one) => one !== id)));
        store.setFocus(null);
      } else {
        open(id);
        showFinding(store, id);
      }
    },
    [store],
  );
  return { ids, own, open, toggle };
}

/** Scroll to the finding that the canvas points at; a finding that was clicked here is under the hand already. */
function useArrival(
  scroller: { current: HTMLDivElement | null },
  focus: Finding | null,
  own: { current: string | null },
  show: (finding: Finding) => void,
) {
  const id = focus?.id;
  useEffect(() => {
    const isOwn = own.current === id;
    own.current = null;
    if (!focus || isOwn) return;
    show(focus);
    const wait = requestAnimationFrame(() => scrollTo(scroller.current, focus.id));
    return () => cancelAnimationFrame(wait);
  }, [id]);
}

/** Right under the heading that stays at the top. Scrolls the panel only: `scrollIntoView` would move the page as well. */
function scrollTo(tab: HTMLDivElement | null, id: string) {
  const row = tab?.querySelector(`[data-finding="${CSS.escape(id)}"]`);
  const box = tab?.closest(".sp-scroll");
  if (row && box) box.scrollTop += row.getBoundingClientRect().top - box.getBoundingClientRect().top - headingOver(row);
}

const headingOver = (row: Element): number => row.closest(".sp-group")?.querySelector<HTMLElement>("h3")?.offsetHeight ?? 0;

function Groups({ findings, listed }: { findings: Finding[]; listed: (findings: Finding[]) => ReactNode }) {
  return grouped(findings).map((group) => (
    <section key={group.severity} className="sp-group">
      <h3>
        <SeveritySign severity={group.severity} said={false} /> {title(SEVERITY_WORDS[group.severity][1])} ({group.total})
      </h3>
      {group.categories.map(({ category, findings: mine }) => (
        <section key={category}>
          <h4>{categoryTitle(category)}</h4>
          {listed(mine)}
        </section>
      ))}
    </section>
  ));
}

function Failed({ rules }: { rules: CanvasData["failedRules"] }) {
  if (rules.length === 0) return null;
  return (
    <div className="sp-failed" role="status">
      <p>
        <b>{count(rules.length, "check")} could not run</b>: what is missing there is not known.
      </p>
      <ul>
        {rules.map((rule) => (
          <li key={rule.code}>
            <code>{rule.code}</code> {rule.why}
          </li>
        ))}
      </ul>
    </div>
  );
}

type EmptyProps = { boxes: number; data: CanvasData; shown: Sorted; onAll: () => void };

function Empty({ boxes, data, shown, onAll }: EmptyProps) {
  if (boxes === 0) return <p className="sp-empty">No boxes yet. Draw the first ones: findings appear here while you draw.</p>;
  if (shown.open.length > 0) {
    return (
      <div className="sp-empty">
        <p>No findings match the filter: {hidden(countBySeverity(shown.open))} hidden.</p>
        <button type="button" className="sp-button" onClick={onAll}>
          Show all
        </button>
      </div>
    );
  }
  if (boxes < FEW_BOXES) return <p className="sp-empty">Score and findings begin with the third box.</p>;
  return <p className="sp-empty">No open finding. {honest(data, shown)}</p>;
}

const hidden = (counts: Record<Severity, number>) =>
  joined(SEVERITIES.map((one) => (counts[one] > 0 ? count(counts[one], ...SEVERITY_WORDS[one]) : "")));

/** What "nothing found" leaves open. */
function honest(data: CanvasData, shown: Sorted): string {
  const rest = joined([
    shown.quiet.length > 0 ? `${shown.quiet.length} on boxes still being drawn` : "",
    shown.waived.length > 0 ? `${shown.waived.length} accepted` : "",
    data.notStated.length > 0 ? `${count(data.notStated.length, "fact")} not stated yet` : "",
    data.failedRules.length > 0 ? `${count(data.failedRules.length, "rule")} not run` : "",
  ]);
  return rest !== "" ? `Left aside: ${rest}.` : "Every rule that applies to this drawing passed.";
}
