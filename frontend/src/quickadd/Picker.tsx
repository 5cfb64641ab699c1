import { useEffect, useId, useRef, useState, type ReactNode } from "react";

type Props<T> = {
  title: string;
  placeholder: string;
  /** Said where nothing fits. */
  none: string;
  find: (letters: string) => T[];
  keyOf: (item: T) => string;
  row: (item: T) => ReactNode;
  pick: (item: T) => void;
  /** Tab takes the item and goes on; without it, Tab closes. */
  pickAndGoOn?: (item: T) => void;
  close: () => void;
  style?: React.CSSProperties;
  foot?: ReactNode;
};

/** Type a few letters, choose with the arrow keys, Enter. */
export function Picker<T>({ title, placeholder, none, find, keyOf, row, pick, pickAndGoOn, close, style, foot }: Props<T>) {
  const [letters, setLetters] = useState("");
  const [now, setNow] = useState(0);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const items = find(letters);
  const chosen = Math.min(now, items.length - 1);

  useEffect(() => input.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    void list.current?.children[chosen]?.scrollIntoView({ block: "nearest" }); // newer browsers give a promise
  }, [chosen]);

  const type = (typed: string): void => {
    setLetters(typed);
    setNow(0);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    event.stopPropagation();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && items.length) {
      event.preventDefault();
      setNow((chosen + step + items.length) % items.length);
    } else if (event.key === "Enter" && items[chosen] !== undefined && !event.nativeEvent.isComposing) {
      event.preventDefault();
      pick(items[chosen]);
    } else if (event.key === "Tab" && !event.shiftKey && pickAndGoOn && letters.trim() && items[chosen] !== undefined) {
      event.preventDefault();
      pickAndGoOn(items[chosen]);
      type("");
    } else if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      close();
    }
  };
  return (
    <div className="sk-veil" onPointerDown={close}>
      <div className="sk-picker" role="dialog" aria-label={title} style={style} onPointerDown={(event) => event.stopPropagation()}>
        <div className="sk-picker-title">{title}</div>
        <input
          ref={input}
          className="sk-picker-input"
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={items.length ? `${id}-${chosen}` : undefined}
          aria-label={title}
          placeholder={placeholder}
          value={letters}
          spellCheck={false}
          autoComplete="off"
  onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <ul className="sk-picker-list" id={id} role="listbox" aria-label={title} ref={list}>
          {items.map((item, i) => (
            <li key={keyOf(item)} id={`${id}-${i}`} role="option" aria-selected={i === chosen} onPointerMove={() => i !== chosen && setNow(i)} onClick={() => pick(item)}>
              {row(item)}
            </li>
          ))}
        </ul>
        {!items.length && <p className="sk-picker-none">{none}</p>}
        {foot && <div className="sk-picker-foot">{foot}</div>}
      </div>
    </div>
  );
}
