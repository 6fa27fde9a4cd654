// Runs before the first paint, so that a dark room never flashes white.
(function () {
  var choice = readChoice();
  var isDark =
    choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  document.querySelector('meta[name="theme-color"]').content = isDark ? '#0d1515' : '#f3f7f5';

  function readChoice() {
    try {
      return JSON.parse(localStorage.getItem('chatket:theme'));
    } catch {
      return null;
    }
  }
})();
