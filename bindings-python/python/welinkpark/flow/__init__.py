"""The work around calls: gate flows, paging, lost answers, diagnosis of signatures."""
