/**
 * @peculiar/x509 stands on tsyringe, which asks for the metadata functions of `reflect-metadata`.
 * It uses these three only; they are given once, and only where nobody gave them.
 */
export const provideReflect = (): void => {
  if ('getMetadata' in Reflect) return;
  const books = new WeakMap<object, Map<unknown, unknown>>();
  const own = (key: unknown, target: object): unknown => books.get(target)?.get(key);
  const inherited = (key: unknown, target: object | null): unknown =>
    target === null
      ? undefined
      : (own(key, target) ?? inherited(key, Object.getPrototypeOf(target)));
  Object.assign(Reflect, {
    getMetadata: inherited,
    getOwnMetadata: own,
    defineMetadata(key: unknown, value: unknown, target: object): void {
      const book = books.get(target) ?? new Map<unknown, unknown>();
      books.set(target, book.set(key, value));
    },
  });
};
