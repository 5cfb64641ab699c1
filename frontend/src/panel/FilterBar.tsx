import { memo } from "react";
import type { Finding, Severity } from "../types";
import { vocabulary } from "../vocabulary";
import { categoryTitle, title } from "./forms";
import { count } from "./format";
import { countBySeverity, type Filter, isFiltering, NO_FILTER, SEVERITIES, SEVERITY_WORDS, topics } from "./grouping";
import { SeveritySign } from "./Severity";

/** `visible` of the open findings are let through. */
type Props = { open: Finding[]; visible: number; filter: Filter; onFilter: (filter: Filter) => void };

/** How many findings are open, by severity; each count is a switch of the filter. */
export const FilterBar = memo(function FilterBar({ open, visible, filter, onFilter }: Props) {
  const counts = countBySeverity(open);
  const flip = (severity: Severity) =>
    filter.severities.includes(severity) ? filter.severities.filter((one) => one !== severity) : [...filter.severities, severity];
  if (open.length === 0) return null;
  return (
    <div className="sp-filter">
      <div role="group" aria-label="Filter by severity" className="sp-counts">
        {SEVERITIES.map((severity) => (
          <button
            key={severity}
            type="button"
            className="sp-count"
            aria-pressed={filter.severities.includes(severity)}
            onClick={() => onFilter({ ...filter, severities: flip(severity) })}
          >
            <SeveritySign severity={severity} said={false} /> {count(counts[severity], ...SEVERITY_WORDS[severity])}
          </button>
        ))}
      </div>
      <select
        className="sp-input"
        aria-label="Filter by area or category"
        value={filter.topic}
        onChange={(event) => onFilter({ ...filter, topic: event.target.value })}
      >
        <option value="">All areas</option>
        {topics(open, vocabulary.areas).map(({ area, categories }) => (
          <optgroup key={area} label={title(area)}>
            <option value={`area:${area}`}>All of {area}</option>
            {categories.map((category) => (
              <option key={category} value={`category:${category}`}>
                {categoryTitle(category)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <input
        type="search"
        className="sp-input"
        placeholder="Words in a finding"
        aria-label="Filter by words"
        maxLength={100}
        value={filter.words}
        onChange={(event) => onFilter({ ...filter, words: event.target.value })}
      />
      <p className="sp-filter-count" role="status">
        {isFiltering(filter) && (
          <>
            {visible} of {count(open.length, "finding")} shown, also on the canvas
            <button type="button" className="sp-link" onClick={() => onFilter(NO_FILTER)}>
              Show all
            </button>
          </>
        )}
      </p>
    </div>
  );
});
