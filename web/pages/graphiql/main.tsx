import "./workers";

import "@graphiql/react/style.css";
import "@graphiql/plugin-doc-explorer/style.css";
import "@graphiql/plugin-history/style.css";
import "graphiql/graphiql.css";
import "./page.css";

import { createGraphiQLFetcher, StorageAPI } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";

import { examples } from "./examples";

const fetcher = createGraphiQLFetcher({ url: "/graphql" });

// Headers may hold somebody's token, so they are kept in the browser only for whoever asks for it in the settings.
const storage = new StorageAPI();
if (storage.get("shouldPersistHeaders") === null) {
  storage.set("shouldPersistHeaders", "false");
}

const root = document.getElementById("graphiql");
if (root === null) {
  throw new Error("graphiql.html lacks the element #graphiql");
}

createRoot(root).render(<GraphiQL fetcher={fetcher} defaultTabs={examples} shouldPersistHeaders />);
