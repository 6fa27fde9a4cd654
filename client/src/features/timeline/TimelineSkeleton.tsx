import { useLocale } from '../../i18n';
import { Loading, Skeleton } from '../../ui';

const SHAPES = ['w-2/3', 'w-1/2', 'w-4/5', 'w-1/3', 'w-3/5'];

/** Fills the view from the first moment, so that nothing moves when its shapes come. */
export function TimelineSkeleton() {
  const { t } = useLocale();
  return (
    <div className="flex flex-1 flex-col justify-end pb-4">
      <Loading label={t('timeline.loading')}>
        {SHAPES.map((width) => (
          <div key={width} className="mt-4 flex gap-3 px-4 md:px-5">
            <Skeleton isRound className="size-9 shrink-0" />
            <div className="flex-1 space-y-2 pt-1">
              <Skeleton className="h-3 w-24" />
              <Skeleton className={`h-3 ${width}`} />
            </div>
          </div>
        ))}
      </Loading>
    </div>
  );
}
