//! Formats of files: those that people already have, and those that the directory writes.

closed_set! {
    /// A format that offers come in.
    pub enum ImportFormat {
        /// Resource trees, configure documents and lists of the Product Ingestion API.
        ProductIngestion = "PRODUCT_INGESTION",
        /// Offers of the Cloud Partner Portal.
        CloudPartnerPortal = "CLOUD_PARTNER_PORTAL",
        /// Listings of the Partner Center ingestion API, in camel or snake case.
        PartnerCenterIngestion = "PARTNER_CENTER_INGESTION",
        /// Pages of the Marketplace Catalog.
        MarketplaceCatalog = "MARKETPLACE_CATALOG",
        /// A table with named columns in any order.
        Csv = "CSV",
        /// A row a line, each a JSON object.
        JsonLines = "JSON_LINES",
    }
}

closed_set! {
    /// A format that the directory is written in.
    pub enum ExportFormat {
        /// A thing a line, each a JSON object; nothing is left out.
        JsonLines = "JSON_LINES",
        /// The same as a table, safe to open in a spreadsheet.
        Csv = "CSV",
        /// Listings of one publisher, as the Product Ingestion API has them.
        ProductIngestion = "PRODUCT_INGESTION",
    }
}
