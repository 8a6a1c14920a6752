import { el } from '../shared-ui/dom.ts';
import type { BodyField } from './body-field.ts';
import type { Heard } from './heard.ts';
import type { Trace } from './trace.ts';

export interface LayoutParts {
  readonly body: BodyField | null;
  readonly content: readonly HTMLElement[];
  readonly trace: Trace;
  readonly heard: Heard;
}

/** The elements of a sensor page, from top to bottom as a thumb meets them. */
export const layout = ({ body, content, trace, heard }: LayoutParts) => {
  const language = el('button', { class: 'sp-language', attrs: { type: 'button' } });
  const title = el('h1');
  const says = el('p', { class: 'sp-says' });
  const link = el('span', { class: 'sp-link-words' });
  const trip = el('span', { class: 'sp-trip num' });
  const status = el('p', { class: 'sp-link', attrs: { role: 'status' } }, link, trip);
  const button = el('button', { class: 'sp-start', attrs: { type: 'button' } });
  const trouble = el('p', { class: 'sp-trouble', attrs: { role: 'alert', hidden: '' } });
  const notice = el('p', { class: 'sp-notice', attrs: { role: 'status', hidden: '' } });
  const heardTitle = el('h2');
  const heardEmpty = el('p', { class: 'sp-empty' });
  const root = el(
    'main',
    { class: 'sp' },
    el(
      'header',
      {},
      el('a', { class: 'sp-home', text: '여운 Yeoun', attrs: { href: '/' } }),
      language,
    ),
    title,
    says,
    status,
    ...(body ? [body.root] : []),
    button,
    trouble,
    notice,
    trace.root,
    ...content,
    el('section', { class: 'sp-hears' }, heardTitle, heardEmpty, heard.root),
  );
  return {
    root,
    language,
    title,
    says,
    link,
    trip,
    status,
    button,
    trouble,
    notice,
    heardTitle,
    heardEmpty,
  };
};
