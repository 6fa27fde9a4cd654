import { Fragment, useId, useRef, useState, type ReactNode } from 'react';
import { useLocale } from '../../i18n';
import { cx } from '../../lib';
import { ActiveBar, rowLook } from '../../ui';
import { DialogHeader, Modal } from '../../ui/Dialog';

export interface Section {
  id: string;
  title: string;
  content: ReactNode;
}

interface SectionedDialogProps {
  title: string;
  sections: readonly Section[];
  onClose: () => void;
}

/** Between the upper edge and a heading that was gone to. */
const SPACE_ABOVE_PX = 20;
/** How far below the upper edge a heading still begins what is read. */
const EDGE_PX = 48;

/**
 * A dialog of many parts, one below the other, as high as it will ever be. Where there is room, a list beside them leads to
 * each and shows where one is.
 */
export function SectionedDialog({ title, sections, onClose }: SectionedDialogProps) {
  const { t } = useLocale();
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(sections[0]?.id);
  const headingId = (section: string) => `${id}-${section}`;
  const headings = () => [...(place.current?.querySelectorAll<HTMLElement>('[data-section]') ?? [])];

  function goTo(section: string) {
    const heading = headings().find(({ dataset }) => dataset.section === section);
    const box = place.current;
    if (!heading || !box) return;
    heading.focus({ preventScroll: true });
    box.scrollTop = heading.offsetTop - SPACE_ABOVE_PX;
    setCurrent(section);
  }

  /** Where one is: at what one has gone to while that can be seen, as the last ones never come up to the edge. */
  function follow(box: HTMLElement) {
    const { top, bottom } = box.getBoundingClientRect();
    const all = headings();
    const gone = all.find((heading) => heading === document.activeElement);
    const topOf = (heading: HTMLElement) => heading.getBoundingClientRect().top;
    if (gone && topOf(gone) >= top && topOf(gone) < bottom) return;
    const begun = all.findLast((heading) => topOf(heading) <= top + EDGE_PX) ?? all[0];
    setCurrent(begun?.dataset.section);
  }

  return (
    <Modal
      onClose={onClose}
      labelledBy={id}
      className="m-auto max-h-none animate-rise overflow-hidden rounded-xl bg-surface-1 shadow-raised"
      style={{ width: 'min(46rem, 100vw - 2rem)', height: 'min(46rem, 100dvh - 2rem)' }}
    >
      <div className="flex h-full flex-col">
        <DialogHeader
          id={id}
          title={title}
          isFirst
          className="shrink-0 border-b border-line px-5 py-3"
          onClose={onClose}
        />
        <div className="flex min-h-0 flex-1">
          <nav
            aria-label={t('settings.sections')}
            className="w-48 shrink-0 overflow-y-auto overscroll-contain border-e border-line p-2 max-md:hidden"
          >
            <ul className="space-y-0.5">
              {sections.map((section) => (
                <li key={section.id}>
                  <a
                    href={`#${headingId(section.id)}`}
                    aria-current={section.id === current || undefined}
                    className={cx(rowLook({ isActive: section.id === current, isStrong: false }), 'text-13')}
                    onClick={(event) => {
                      // The address stays that of the room.
                      event.preventDefault();
                      goTo(section.id);
                    }}
                  >
                    {section.id === current && <ActiveBar />}
                    <span className="min-w-0 truncate">{section.title}</span>
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <div
            ref={place}
            onScroll={({ currentTarget }) => follow(currentTarget)}
            className="relative min-w-0 flex-1 overflow-y-auto overscroll-contain px-5"
          >
            {sections.map((section, index) => (
              <Fragment key={section.id}>
                {index > 0 && <hr className="border-line" />}
                <div className="space-y-4 py-5">
                  <h3
                    id={headingId(section.id)}
                    data-section={section.id}
                    tabIndex={-1}
                    className="text-15 font-bold outline-none"
                  >
                    {section.title}
                  </h3>
                  {section.content}
                </div>
              </Fragment>
            ))}
          </div>
        </div>
      </div>
    </Modal>
  );
}
