import { Suspense } from 'react';
import { later } from '../lib';

const Picture = later(async () => (await import('./picture/Picture')).Picture);

/** A picture, if there is one, over what stands in its place until it is there, whose corners it has. */
export const PictureOver = ({ picture }: { picture: string | undefined }) =>
  picture && (
    <Suspense>
      <Picture key={picture} picture={picture} />
    </Suspense>
  );
