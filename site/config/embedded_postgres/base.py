"""Django's PostgreSQL backend, which sees to it that the embedded server is up before it connects."""

from typing import Any

from django.db.backends.postgresql.base import DatabaseWrapper as PostgresWrapper

from config.embedded_postgres.server import running


class DatabaseWrapper(PostgresWrapper):
    """PostgreSQL, started on demand."""

    def get_connection_params(self) -> dict[str, Any]:
        """Asked for each new connection, so that a server that died is started again."""
        socket_folder = running(self.settings_dict["CLUSTER"])
        return {**super().get_connection_params(), "host": str(socket_folder)}
