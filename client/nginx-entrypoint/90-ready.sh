#!/bin/sh
# The last word of a start: the server is healthy before this container is started at all.
case "${HTTP_PORT:-80}" in
  80) where=localhost ;;
  *:*) where=$HTTP_PORT ;; # an address to listen on, and a port
  *) where=localhost:$HTTP_PORT ;;
esac
echo "ChatKet is ready at http://$where"
