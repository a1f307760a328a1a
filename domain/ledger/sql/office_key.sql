select key from office_key where purpose = $1
