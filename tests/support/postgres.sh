# Runs a PostgreSQL of its own for as long as whoever started this holds the pipe to its stdin.
# $1: the directory of PostgreSQL's programs. Prints where the socket is, once it answers.
set -u
trap '' HUP INT TERM
directory=$(mktemp -d "${TMPDIR:-/tmp}/support-directory-tests.XXXXXX" 2>/dev/null) ||
    directory=$(mktemp -d /tmp/support-directory-tests.XXXXXX) || exit 1
cd "$directory" && chmod 711 "$directory" || exit 1

# Names are ordered as people do where that can be had, so that a list ordered by the database's
# habit instead of by folded words is found out.
initialise() {
    "$1/initdb" --pgdata=data --username=postgres --auth=trust --no-sync --encoding=UTF8 --locale=C \
        --locale-provider=icu --icu-locale=en ||
        { rm -rf data && "$1/initdb" --pgdata=data --username=postgres --auth=trust --no-sync \
            --encoding=UTF8 --locale=C; }
}

initialise "$1" >log 2>&1 &&
    "$1/pg_ctl" start --wait --silent --pgdata=data --log=log --options="-k '$directory' -h '' \
        -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=800 \
        -c shared_buffers=64MB -c max_wal_size=4GB -c autovacuum=off" >>log 2>&1 &&
    echo "$directory" || cat log >&2
# Whoever waits for that line waits no longer.
exec >&2

# Comes to an end when the pipe is closed, by will or by death.
cat >/dev/null
[ ! -f data/postmaster.pid ] || "$1/pg_ctl" stop --mode=immediate --pgdata=data >/dev/null 2>&1
cd / && rm -rf "$directory"
