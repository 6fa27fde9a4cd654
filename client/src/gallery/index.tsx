import { ChangeScenes } from './ChangeScenes';
import { DialogScenes } from './DialogScenes';
import { MessageScenes } from './MessageScenes';
import { PieceScenes } from './PieceScenes';
import { PlaceScenes } from './PlaceScenes';
import { TimelineScenes } from './TimelineScenes';

/** Every state of the interface with built data, in both themes. Only in the development server. */
export default function Gallery() {
  return (
    <div className="h-full overflow-y-auto">
      {(['light', 'dark'] as const).map((theme) => (
        <section key={theme} data-theme={theme} aria-label={theme} className="bg-surface-0 p-6 text-ink">
          <h1 className="mb-5 text-22 font-bold">ChatKet, {theme}</h1>
          <div className="grid gap-6 md:grid-cols-2">
            <MessageScenes />
            <ChangeScenes />
            <TimelineScenes />
            <PlaceScenes />
            <PieceScenes />
            <DialogScenes />
          </div>
        </section>
      ))}
    </div>
  );
}
