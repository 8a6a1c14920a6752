/** Attributes, classes (`class`) and children of a new element. */
export interface ElementParts {
  readonly class?: string;
  readonly text?: string;
  readonly attrs?: Readonly<Record<string, string>>;
}

/** A new element with its parts and children. */
export const el = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  parts: ElementParts = {},
  ...children: readonly Node[]
): HTMLElementTagNameMap[K] => {
  const node = document.createElement(tag);
  if (parts.class) node.className = parts.class;
  if (parts.text !== undefined) node.textContent = parts.text;
  for (const [name, value] of Object.entries(parts.attrs ?? {})) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

/** Sets a text only when it differs: an unchanged text costs no layout. */
export const setText = (node: Node, text: string): void => {
  if (node.textContent !== text) node.textContent = text;
};

/** Sets an attribute only when it differs; null takes it away. */
export const setAttr = (node: Element, name: string, value: string | null): void => {
  if (value === null) {
    if (node.hasAttribute(name)) node.removeAttribute(name);
  } else if (node.getAttribute(name) !== value) node.setAttribute(name, value);
};

/** Sets a CSS property (also a custom one) only when it differs. */
export const setStyle = (node: HTMLElement, name: string, value: string): void => {
  if (node.style.getPropertyValue(name) !== value) node.style.setProperty(name, value);
};

/** Rows by key: made when first asked for, put in order, taken away when no longer named. */
export const keyedRows = <R extends { readonly root: HTMLElement }>(
  parent: HTMLElement,
  make: (key: string) => R,
): { set(keys: readonly string[]): readonly R[]; get(key: string): R | undefined } => {
  const rows = new Map<string, R>();
  const rowOf = (key: string): R => {
    const row = rows.get(key) ?? make(key);
    rows.set(key, row);
    return row;
  };
  return {
    get: (key) => rows.get(key),
    set(keys) {
      const wanted = new Set(keys);
      for (const [key, row] of rows) {
        if (wanted.has(key)) continue;
        row.root.remove();
        rows.delete(key);
      }
      return keys.map((key, i) => {
        const row = rowOf(key);
        if (parent.children[i] !== row.root) {
          parent.insertBefore(row.root, parent.children[i] ?? null);
        }
        return row;
      });
    },
  };
};
