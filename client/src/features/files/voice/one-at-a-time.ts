let playing: HTMLMediaElement | undefined;

// What begins to play anywhere in the page ends what played before.
document.addEventListener(
  'play',
  ({ target }) => {
    if (!(target instanceof HTMLMediaElement)) return;
    if (playing !== target) playing?.pause();
    playing = target;
  },
  true,
);
